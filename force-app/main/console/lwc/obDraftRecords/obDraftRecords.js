/**
 * The records of a drafted order, each saved once: the answer to a save may get lost, and then nobody knows whether the record is there. It is
 * saved under a key of its own, which is unique in the org, and looked for by it.
 */
import { createRecord, deleteRecord, updateRecord } from 'lightning/uiRecordApi';
import saved from '@salesforce/apex/OB_DraftActions.saved';
import { hasCode, problemOf } from 'c/obErrors';

/**
 * Saves a record, or brings the one up to date that was saved under the key before.
 * @param {string} apiName
 * @param {{ draftKey: string, parent?: object, fields: Record<string, unknown> }} record `parent`: what never changes; `fields`: all a person may
 *   have typed, with null where nothing is
 * @returns {Promise<string>} its id; rejects with what was thrown
 */
export async function saveOnce(apiName, { draftKey, parent = {}, fields }) {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  try {
    return (await createRecord({ apiName, fields: { Draft_Key__c: draftKey, ...parent, ...filled } })).id;
  } catch (error) {
    const id = hasCode(error, 'DUPLICATE_VALUE') ? await saved({ request: { draftKey } }) : null;
    if (!id) throw error;
    await updateRecord({ fields: { ...fields, Id: id } });
    return id;
  }
}

/**
 * Takes a record out of the draft, whether it is there, was never saved, or is gone already.
 * @param {{ id?: string, draftKey: string }} record
 */
export async function removeOnce({ id, draftKey }) {
  const known = id ?? (await saved({ request: { draftKey } }));
  if (!known) return;
  try {
    await deleteRecord(known);
  } catch (error) {
    if (problemOf(error)?.kind !== 'notFound') throw error;
  }
}
