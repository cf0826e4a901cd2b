/** What the platform itself works out for fields of standard objects while it saves. Source: the Object Reference, page of each object. */
import { OPPORTUNITY_STAGES } from '../metadata/standard/stages.ts';
import type { StoredRecord, StoredValue } from './transaction.ts';

type Saved = {
  readonly before?: StoredRecord;
  /** What the caller set. */
  readonly values: StoredRecord;
  readonly after: Record<string, StoredValue>;
};

/** Fills in `after`; objects that are not in the table have nothing of the kind. */
export function deriveStandardValues(object: string, saved: Saved): void {
  DERIVED[object]?.(saved);
}

const DERIVED: Readonly<Record<string, (saved: Saved) => void>> = {
  Opportunity: deriveOpportunity,
  OpportunityLineItem: deriveTotal,
  OrderItem: deriveTotal,
  Case: ({ before, after }) => {
    after['IsClosed'] = after['Status'] === 'Closed';
    if (after['IsClosed'] !== before?.['IsClosed']) after['ClosedDate'] = after['IsClosed'] ? stampOf(after) : null;
  },
  Task: ({ before, after }) => {
    after['IsClosed'] = after['Status'] === 'Completed';
    after['IsHighPriority'] = after['Priority'] === 'High';
    if (after['IsClosed'] !== before?.['IsClosed']) after['CompletedDateTime'] = after['IsClosed'] ? stampOf(after) : null;
  },
  Event: deriveEvent,
  CampaignMember: ({ after }) => {
    after['HasResponded'] = after['Status'] === 'Responded';
  },
  Order: ({ after }) => {
    after['StatusCode'] = after['Status'] === 'Activated' ? 'A' : 'D';
  },
  Attachment: ({ after }) => {
    after['BodyLength'] = Buffer.from(String(after['Body'] ?? ''), 'base64').length;
  },
};

const stampOf = (after: StoredRecord): StoredValue => after['LastModifiedDate'] ?? null;

function deriveOpportunity(saved: Saved): void {
  deriveFromStage(saved);
  deriveFiscalPeriod(saved);
  const { after } = saved;
  after['ForecastCategory'] = String(after['ForecastCategoryName'] ?? 'Pipeline')
    .replace('Best Case', 'BestCase')
    .replace('Commit', 'Forecast');
  after['ExpectedRevenue'] = after['Amount'] === null ? null : (Number(after['Amount']) * Number(after['Probability'] ?? 0)) / 100;
}

/** A new stage brings its probability and forecast, unless they are given. */
function deriveFromStage({ before, values, after }: Saved): void {
  const stage = OPPORTUNITY_STAGES.get(String(after['StageName']));
  Object.assign(after, { IsClosed: stage?.closed ?? false, IsWon: stage?.won ?? false });
  if (stage === undefined || after['StageName'] === before?.['StageName']) return;
  const brought = { Probability: stage.probability, ForecastCategoryName: stage.forecast };
  const given = Object.entries(values).filter(([name, value]) => name in brought && value !== null);
  Object.assign(after, brought, Object.fromEntries(given));
}

/** The year begins in January, as in a new org. */
function deriveFiscalPeriod({ after }: Saved): void {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(String(after['CloseDate'])) ?? [];
  after['FiscalYear'] = year === undefined ? null : Number(year);
  after['FiscalQuarter'] = month === undefined ? null : Math.ceil(Number(month) / 3);
}

/** Price or total may be given: the other follows. */
function deriveTotal({ after }: Saved): void {
  const quantity = Number(after['Quantity'] ?? 0);
  const discount = 1 - Number(after['Discount'] ?? 0) / 100;
  if (after['UnitPrice'] !== null) after['TotalPrice'] = Number(after['UnitPrice']) * quantity * discount;
  else if (after['TotalPrice'] !== null && quantity !== 0) after['UnitPrice'] = Number(after['TotalPrice']) / quantity / discount;
}

const MINUTE_MS = 60_000;

/** Start and duration, or start and end, or the older name of the start. */
function deriveEvent({ after }: Saved): void {
  const start = after['StartDateTime'] ?? after['ActivityDateTime'] ?? null;
  if (start === null) return;
  const startMs = Date.parse(String(start));
  Object.assign(after, { StartDateTime: start, ActivityDateTime: start, ActivityDate: String(start).slice(0, 10) });
  if (after['DurationInMinutes'] !== null && after['EndDateTime'] === null)
    after['EndDateTime'] = new Date(startMs + Number(after['DurationInMinutes']) * MINUTE_MS).toISOString().replace('Z', '+0000');
  if (after['EndDateTime'] !== null && after['DurationInMinutes'] === null)
    after['DurationInMinutes'] = (Date.parse(String(after['EndDateTime'])) - startMs) / MINUTE_MS;
}
