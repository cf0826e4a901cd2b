/** From accounts and contacts to the customer of a draft. Pure. */
import { nodesOf, valueOf } from 'c/obOrderModel';

/** What is there, without what is empty. */
function filled(known) {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value));
}

/** Records say countries in words or in codes; an order takes codes. */
function countryOf(text) {
  return /^[A-Za-z]{2}$/.test(text ?? '') ? text.toUpperCase() : undefined;
}

function addressOf(node, kind) {
  const [line1, ...more] = (valueOf(node, `${kind}Street`) ?? '').split(/\r?\n/);
  return {
    ...{ line1, line2: more.join(', '), postalCode: valueOf(node, `${kind}PostalCode`), city: valueOf(node, `${kind}City`) },
    ...{ region: valueOf(node, `${kind}State`), country: countryOf(valueOf(node, `${kind}Country`)), phone: valueOf(node, 'Phone') },
  };
}

function customer(node, known) {
  const { customerKey, customerEmail, city } = known;
  const name = valueOf(node, 'Name') ?? '';
  const facts = [customerKey, customerEmail, city].filter(Boolean).join(' · ');
  return { id: node.Id, name, facts, known: filled({ customerName: name, name, ...known }) };
}

/**
 * Accounts, then contacts, each with what is known of it by the names of the form of a draft.
 * @param {any} data of `CUSTOMERS_QUERY`
 * @returns {{ id: string, name: string, facts: string, known: Record<string, string> }[]}
 */
export function customersOf(data) {
  const { Account: accounts, Contact: contacts } = data.uiapi.query;
  const ofAccount = (node) => ({ accountId: node.Id, customerKey: valueOf(node, 'AccountNumber'), ...addressOf(node, 'Shipping') });
  const ofContact = (node) => ({
    ...{ contactId: node.Id, accountId: node.Account?.Id, customerKey: node.Account?.AccountNumber?.value },
    ...{ customerEmail: valueOf(node, 'Email'), ...addressOf(node, 'Mailing') },
  });
  return [
    ...nodesOf(accounts).map((node) => customer(node, ofAccount(node))),
    ...nodesOf(contacts).map((node) => customer(node, ofContact(node))),
  ];
}
