/** Fills an empty Tryton over its own protocol. It may run again: what is there stays. */
import { toDateValue, toDecimalValue } from '../../../broker/endpoints/tryton/values.ts';
import { makeTrytonUser } from '../client.ts';
import type { TrytonUser } from '../client.ts';
import { equipCompany, foundCompany } from './company.ts';
import { ensure } from './records.ts';
import { seedCategory, seedCustomers, seedProducts, seedReturns } from './trade.ts';
import { ADMIN, seedUsers } from './users.ts';

/** Two companies in one database; the orders of the demo go to the first. */
export const COMPANIES = ['Acme Distribution GmbH', 'Acme Nord GmbH'] as const;

/** Euro and the countries that orders go to; the lists that Tryton could import are not in Debian. */
const COUNTRIES = [
  ['DE', 'DEU', '276', 'Germany'],
  ['FR', 'FRA', '250', 'France'],
  ['IT', 'ITA', '380', 'Italy'],
  ['NL', 'NLD', '528', 'Netherlands'],
  ['PL', 'POL', '616', 'Poland'],
  ['PT', 'PRT', '620', 'Portugal'],
  ['US', 'USA', '840', 'United States'],
] as const;

async function seedWorld(admin: TrytonUser): Promise<{ readonly currency: number; readonly country: number }> {
  const currency = await ensure(admin, 'currency.currency', [['code', '=', 'EUR']], {
    ...{ name: 'Euro', code: 'EUR', symbol: '€', numeric_code: '978', digits: 2, rounding: toDecimalValue('0.01') },
    rates: [['create', [{ date: toDateValue('2020-01-01'), rate: toDecimalValue('1.0') }]]],
  });
  const countries: number[] = [];
  for (const [code, code3, numeric, name] of COUNTRIES) {
    countries.push(await ensure(admin, 'country.country', [['code', '=', code]], { name, code, code3, code_numeric: numeric }));
  }
  return { currency, country: countries[0] as number };
}

/** `year`: the fiscal year that orders fall into; its neighbours are opened as well. */
export async function seedTryton(baseUrl: string, database: string, year: number): Promise<void> {
  const users: TrytonUser[] = [];
  const adminOf = (company?: string): TrytonUser => {
    const user = makeTrytonUser(baseUrl, { database, ...ADMIN, ...(company !== undefined && { company }) });
    users.push(user);
    return user;
  };
  const founder = adminOf();
  const { currency, country } = await seedWorld(founder);
  const ids: number[] = [];
  for (const name of COMPANIES.toReversed()) {
    const id = await foundCompany(founder, { name, currency, country });
    ids.unshift(id);
    const admin = adminOf(name);
    const company = await equipCompany(admin, id, [year - 1, year, year + 1]);
    if (name === COMPANIES[0]) {
      await seedCustomers(admin, country);
      await seedProducts(admin, company);
      await seedReturns(admin);
    } else await seedCategory(admin, company);
  }
  await seedUsers(founder, ids);
  for (const user of users) await user.close();
}
