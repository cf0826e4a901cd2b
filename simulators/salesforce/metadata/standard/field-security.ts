/**
 * Which standard fields have field-level security of their own. The others follow their object: names, owners, what is always required, what the
 * platform keeps itself. Sources: "Field-Level Security" of Salesforce Help; the PermissionSet page of the Metadata API guide (a required field
 * cannot be listed); the lists are what profiles that were retrieved from orgs name. An object without a list here follows as a whole.
 */
const SECURED: Readonly<Record<string, string>> = {
  Account:
    'AccountNumber AccountSource AnnualRevenue BillingAddress Description DunsNumber Fax Industry Jigsaw NaicsCode NaicsDesc NumberOfEmployees ' +
    'Ownership ParentId Phone Rating ShippingAddress Sic SicDesc Site TickerSymbol Tradestyle Type Website YearStarted',
  Asset:
    'AccountId ContactId Description InstallDate IsCompetitorProduct IsInternal Price Product2Id ProductCode PurchaseDate Quantity SerialNumber ' +
    'Status UsageEndDate',
  Campaign: 'ActualCost BudgetedCost Description EndDate ExpectedRevenue IsActive NumberSent ParentId StartDate Status Type',
  Case:
    'AccountId AssetId ClosedDate ContactId Description IsEscalated Origin ParentId Priority Reason Subject SuppliedCompany SuppliedEmail ' +
    'SuppliedName SuppliedPhone Type',
  Contact:
    'AccountId AssistantName AssistantPhone Birthdate Department Description DoNotCall Email Fax HasOptedOutOfEmail HasOptedOutOfFax HomePhone ' +
    'Jigsaw LeadSource MailingAddress MobilePhone OtherAddress OtherPhone Phone ReportsToId Title',
  Contract:
    'ActivatedById ActivatedDate BillingAddress CompanySignedDate CompanySignedId ContractTerm CustomerSignedDate CustomerSignedId ' +
    'CustomerSignedTitle Description EndDate Name Pricebook2Id ShippingAddress SpecialTerms StartDate',
  Event: 'Description IsAllDayEvent Location Type WhatId WhoId',
  Lead:
    'Address AnnualRevenue Description DoNotCall Email Fax HasOptedOutOfEmail Industry LeadSource MobilePhone NumberOfEmployees Phone Rating ' +
    'Title Website',
  Opportunity:
    'AccountId Amount CampaignId ContractId Description ExpectedRevenue IsPrivate LeadSource NextStep Probability TotalOpportunityQuantity Type',
  OpportunityLineItem: 'Description Discount ListPrice ProductCode ServiceDate Subtotal TotalPrice',
  Order:
    'ActivatedById ActivatedDate BillToContactId BillingAddress Description Name OpportunityId OrderReferenceNumber PoDate PoNumber ShipToContactId ' +
    'ShippingAddress TotalAmount Type',
  OrderItem: 'Description EndDate ListPrice ProductCode ServiceDate',
  Product2: 'Description DisplayUrl ExternalId Family ProductCode QuantityUnitOfMeasure StockKeepingUnit',
  Task: 'ActivityDate Description Type WhatId WhoId',
};

/** Fields of Data.com: a new org's profiles, the administrator's aside, do not show them. */
export const SELDOM_SHOWN: ReadonlySet<string> = new Set(['DunsNumber', 'NaicsCode', 'NaicsDesc', 'Tradestyle', 'YearStarted']);

const PARTS_OF_ADDRESS = /^(|Billing|Shipping|Mailing|Other)(?:Street|City|State|PostalCode|Country|Latitude|Longitude)$/;

const lists = new Map(Object.entries(SECURED).map(([object, names]) => [object, new Set(names.split(' '))]));

/** The name by which permissions speak of a standard field, or undefined. The parts of an address go together. */
export function securityName(object: string, field: string): string | undefined {
  const list = lists.get(object);
  if (list === undefined) return undefined;
  const [, prefix] = PARTS_OF_ADDRESS.exec(field) ?? [];
  const name = prefix === undefined ? field : `${prefix}Address`;
  return list.has(name) ? name : undefined;
}
