/** The stages of an opportunity in a new org. Source: Salesforce Help, "Customize Opportunity Stages" and the Opportunity page of the Object Reference. */
export type Stage = { readonly probability: number; readonly forecast: string; readonly closed: boolean; readonly won: boolean };

const open = (probability: number, forecast = 'Pipeline'): Stage => ({ probability, forecast, closed: false, won: false });

export const OPPORTUNITY_STAGES: ReadonlyMap<string, Stage> = new Map([
  ['Prospecting', open(10)],
  ['Qualification', open(10)],
  ['Needs Analysis', open(20)],
  ['Value Proposition', open(50)],
  ['Id. Decision Makers', open(60)],
  ['Perception Analysis', open(70)],
  ['Proposal/Price Quote', open(75)],
  ['Negotiation/Review', open(90)],
  ['Closed Won', { probability: 100, forecast: 'Closed', closed: true, won: true }],
  ['Closed Lost', { probability: 0, forecast: 'Omitted', closed: true, won: false }],
]);
