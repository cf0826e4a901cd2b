/** From accounts, contacts and earlier orders to the customer of a draft. Pure. */
import { nodesOf, pick, valueOf } from 'c/obOrderModel';

const ORDER_FIELDS = {
  ...{ customerKey: 'Customer_Key__c', customerName: 'Customer_Name__c', customerEmail: 'Customer_Email__c', accountId: 'Account__c' },
  ...{ contactId: 'Contact__c', line1: 'Ship_To_Line_1__c', line2: 'Ship_To_Line_2__c', postalCode: 'Ship_To_Postal_Code__c' },
  ...{ city: 'Ship_To_City__c', region: 'Ship_To_Region__c', country: 'Ship_To_Country__c', phone: 'Ship_To_Phone__c' },
};

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

function customer(id, name, known) {
  const { customerKey, customerEmail, city } = known;
  const facts = [customerKey, customerEmail, city].filter(Boolean).join(' · ');
  return { id, name, facts, known: filled({ ...known, customerName: name, name }) };
}

/**
 * Accounts, contacts, and whoever ordered before and is neither; each with what is known of it by the names of the form of a draft.
 * @param {any} data of `CUSTOMERS_QUERY`
 * @returns {{ id: string, name: string, facts: string, known: Record<string, string> }[]}
 */
export function customersOf(data) {
  const { Account: accounts, Contact: contacts, OB_Order__c: orders } = data.uiapi.query;
  const nameOf = (node) => valueOf(node, 'Name') ?? '';
  const ofAccount = (node) => ({ accountId: node.Id, customerKey: valueOf(node, 'AccountNumber'), ...addressOf(node, 'Shipping') });
  const ofContact = (node) => ({
    ...{ contactId: node.Id, accountId: node.Account?.Id, customerKey: node.Account?.AccountNumber?.value },
    ...{ customerEmail: valueOf(node, 'Email'), ...addressOf(node, 'Mailing') },
  });
  const found = [
    ...nodesOf(accounts).map((node) => customer(node.Id, nameOf(node), ofAccount(node))),
    ...nodesOf(contacts).map((node) => customer(node.Id, nameOf(node), ofContact(node))),
  ];
  const known = new Set(found.map(({ known: { customerKey } }) => customerKey));
  const before = nodesOf(orders).filter((node) => {
    const key = valueOf(node, 'Customer_Key__c');
    const isNew = Boolean(key) && !known.has(key);
    known.add(key);
    return isNew;
  });
  return [...found, ...before.map((node) => customer(node.Id, valueOf(node, 'Customer_Name__c') ?? '', pick(node, ORDER_FIELDS)))];
}
