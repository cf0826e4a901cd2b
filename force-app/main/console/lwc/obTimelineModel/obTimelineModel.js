/** The history of an order as people read it: merged from pages, filtered, with what is new kept apart until they ask. Pure. */
import { nodesOf, valueOf, wordOf } from 'c/obOrderModel';

/**
 * @typedef {{ code: string, label: string } | null} Word
 * @typedef {object} Entry
 * @property {string} id
 * @property {number | null} sequence the order in which the broker heard of the facts; null for what people wrote in the org
 * @property {string | null} occurredAt
 * @property {string | null} recordedAt
 * @property {string} code
 * @property {Word} category
 * @property {Word} severity
 * @property {Word} actor
 * @property {string} summary
 * @property {Record<string, string | number>} params
 */

/** Parameters are the broker's JSON; what cannot be read is as good as absent. */
function paramsOf(json) {
  try {
    const params = JSON.parse(json ?? '{}');
    return typeof params === 'object' && params !== null ? params : {};
  } catch (error) {
    return {};
  }
}

/** @returns {Entry} */
function entryOf(node) {
  return {
    ...{
      id: node.Id,
      sequence: valueOf(node, 'Sequence__c'),
      code: valueOf(node, 'Code__c') ?? '',
      summary: valueOf(node, 'Summary__c') ?? '',
    },
    ...{ occurredAt: valueOf(node, 'Occurred_At__c'), recordedAt: valueOf(node, 'Recorded_At__c'), source: valueOf(node, 'Source__c') },
    ...{ category: wordOf(node, 'Category__c'), severity: wordOf(node, 'Severity__c'), actor: wordOf(node, 'Actor_Type__c') },
    ...{ lineId: valueOf(node, 'Order_Line__c'), shipmentId: valueOf(node, 'Shipment__c'), eventKey: valueOf(node, 'Event_Key__c') },
    correlationId: node.Command__r?.Correlation_Id__c?.value ?? null,
    note: valueOf(node, 'Note__c'),
    params: paramsOf(valueOf(node, 'Summary_Params__c')),
  };
}

/** One page of the history. @param {any} connection @returns {{ entries: Entry[], hasOlder: boolean }} */
export function pageOf(connection) {
  return { entries: nodesOf(connection).map(entryOf), hasOlder: connection?.pageInfo?.hasNextPage === true };
}

function newestFirst(a, b) {
  const [left, right] = [String(a.occurredAt), String(b.occurredAt)];
  if (left !== right) return left < right ? 1 : -1;
  return (b.sequence ?? 0) - (a.sequence ?? 0);
}

/** Entries of both, each once, the later copy of two, newest first. @param {readonly Entry[]} known @param {readonly Entry[]} more @returns {Entry[]} */
export function merge(known, more) {
  const byId = new Map([...known, ...more].map((entry) => [entry.id, entry]));
  return [...byId.values()].sort(newestFirst);
}

/** @typedef {{ recordedAt: string, sequence: number }} Place in the history, as its pages follow each other */

/**
 * @typedef {object} History
 * @property {Entry[]} entries what is shown, newest first
 * @property {Entry[]} waiting what arrived since, not shown until asked for
 * @property {boolean} hasOlder
 * @property {Place | null} oldest how far back entries are known; null where none says when it was recorded
 * @property {Pick<History, 'hasOlder' | 'oldest'>} [anew] nothing joins what waits to what is shown, in whose place it comes
 */

/** After every sequence number there can be. */
const LAST = 1e15;

/** @type {History} */
export const NO_HISTORY = { entries: [], waiting: [], hasOlder: false, oldest: null };

/** Notes of a second come before what the broker recorded in it. @param {Entry} entry @returns {Place} */
const placeOf = ({ recordedAt, sequence }) => ({ recordedAt, sequence: sequence ?? LAST });

/** @param {Place | null} known @param {readonly Entry[]} entries @returns {Place | null} */
function oldestOf(known, entries) {
  const places = entries.filter(({ recordedAt }) => recordedAt !== null).map(placeOf);
  const isOlder = (a, b) => (a.recordedAt === b.recordedAt ? a.sequence < b.sequence : a.recordedAt < b.recordedAt);
  return places.reduce((oldest, place) => (oldest === null || isOlder(place, oldest) ? place : oldest), known);
}

/** @param {{ entries: Entry[], hasOlder: boolean }} page @returns {History} */
function begun({ entries, hasOlder }) {
  return { entries: merge([], entries), waiting: [], hasOlder, oldest: oldestOf(null, entries) };
}

/**
 * Takes in the newest page again. What the reader has before them does not move: new entries wait. If more arrived than a
 * page holds, nothing joins them to the old: once they are shown, the history begins anew.
 * @param {History} history @param {{ entries: Entry[], hasOlder: boolean }} page @param {{ hold: boolean }} options `hold`: keep new entries waiting
 * @returns {History}
 */
export function withNewest(history, page, { hold }) {
  const known = new Set([...history.entries, ...history.waiting].map(({ id }) => id));
  const joins = !page.hasOlder || page.entries.some(({ id }) => known.has(id));
  if (history.entries.length === 0 || !(joins || hold)) return begun(page);
  if (!joins) {
    const { entries: waiting, hasOlder, oldest } = begun(page);
    return { ...history, waiting, anew: { hasOlder, oldest } };
  }
  const shown = new Set(history.entries.map(({ id }) => id));
  const fresh = page.entries.filter(({ id }) => !shown.has(id));
  const again = page.entries.filter(({ id }) => shown.has(id));
  const entries = merge(history.entries, again);
  return hold
    ? { ...history, entries, waiting: merge(history.waiting, fresh) }
    : { ...history, entries: merge(entries, fresh), waiting: [] };
}

/** Takes in a page of older entries. @param {History} history @param {{ entries: Entry[], hasOlder: boolean }} page @returns {History} */
export function withOlder(history, page) {
  const oldest = oldestOf(history.oldest, page.entries);
  return { ...history, entries: merge(history.entries, page.entries), hasOlder: page.hasOlder, oldest };
}

/** Shows what was waiting. @param {History} history @returns {History} */
export function withWaiting(history) {
  if (history.anew) return { entries: history.waiting, waiting: [], ...history.anew };
  return { ...history, entries: merge(history.entries, history.waiting), waiting: [] };
}

/**
 * @typedef {object} Filter empty or missing: all
 * @property {string[]} [categories]
 * @property {string[]} [severities]
 * @property {string[]} [actors]
 * @property {string} [lineId]
 * @property {string} [shipmentId]
 * @property {string} [text]
 * @property {boolean} [exceptionsOnly]
 */

/** @type {Filter} */
export const NO_FILTER = { categories: [], severities: [], actors: [], lineId: '', shipmentId: '', text: '', exceptionsOnly: false };

const isIn = (chosen, word) => chosen.length === 0 || chosen.includes(word?.code ?? '');
const isSame = (chosen, id) => chosen === '' || chosen === id;

/** The words a search looks at, folded. */
function searchText({ summary, note, code, source, category, actor, params }) {
  return [summary, note, code, source, category?.label, actor?.label, ...Object.values(params)].join(' ').toLocaleLowerCase();
}

function isException({ category, severity }) {
  return category?.code === 'Exception' || severity?.code === 'Error';
}

/** Whether an entry passes. @param {Entry} entry @param {Filter} filter @param {string} [title] what the reader sees as its title */
export function passes(entry, filter, title = '') {
  const { categories, severities, actors, lineId, shipmentId, text, exceptionsOnly } = { ...NO_FILTER, ...filter };
  const found = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const searched = `${searchText(entry)} ${title.toLocaleLowerCase()}`;
  return [
    isIn(categories, entry.category) && isIn(severities, entry.severity) && isIn(actors, entry.actor),
    isSame(lineId, entry.lineId) && isSame(shipmentId, entry.shipmentId),
    !exceptionsOnly || isException(entry),
    found.every((part) => searched.includes(part)),
  ].every(Boolean);
}

/** How many choices a filter makes. @param {Filter} filter */
export function countOf(filter) {
  const { categories, severities, actors, lineId, shipmentId, text, exceptionsOnly } = { ...NO_FILTER, ...filter };
  return [categories.length > 0, severities.length > 0, actors.length > 0, lineId, shipmentId, text.trim(), exceptionsOnly].filter(Boolean)
    .length;
}

/** The words that occur in one property, each once, by label: the choices a filter offers. @param {readonly Entry[]} entries @param {'category' | 'severity' | 'actor'} property */
export function choicesOf(entries, property) {
  const byCode = new Map(entries.flatMap((entry) => (entry[property] ? [[entry[property].code, entry[property].label]] : [])));
  return [...byCode].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label));
}

const MOST_STORED = 2000;

/** A filter as remembered for the next visit; what belongs to one order (lines, shipments, the text) is not. @param {Filter} filter */
export function remembered({ categories, severities, actors, exceptionsOnly }) {
  return JSON.stringify({ categories, severities, actors, exceptionsOnly });
}

/** The remembered filter; anything else than our own writing is no filter. @param {string | null} stored @returns {Filter} */
export function recalled(stored) {
  if (!stored || stored.length > MOST_STORED) return NO_FILTER;
  const texts = (list) => (Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []);
  const { categories, severities, actors, exceptionsOnly } = paramsOf(stored);
  return {
    ...NO_FILTER,
    categories: texts(categories),
    severities: texts(severities),
    actors: texts(actors),
    exceptionsOnly: exceptionsOnly === true,
  };
}
