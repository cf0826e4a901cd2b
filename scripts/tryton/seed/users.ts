/**
 * Two users: the broker's, which may sell and consent to short stock, but neither exceed a credit limit nor approve a return;
 * and a clerk, who does what the ERP's people do.
 */
import type { TrytonUser } from '../client.ts';
import { ensure, fromModule } from './records.ts';

export type Login = { readonly user: string; readonly password: string };

export const ADMIN: Login = { user: 'admin', password: 'Admin-Pass-2024' };
export const BROKER: Login = { user: 'broker', password: 'Broker-Pass-2024' };
export const CLERK: Login = { user: 'clerk', password: 'Clerk-Pass-2024' };

const SELLER = [
  'sale.group_sale',
  'stock.group_stock',
  'account.group_account',
  'party.group_party_admin',
  'sale_stock_quantity.group_sale_stock_quantity',
];
const BACK_OFFICE = [
  ...SELLER,
  'sale.group_sale_admin',
  'product.group_product_admin',
  'stock.group_stock_force_assignment',
  'account_credit_limit.group_credit_limit',
];

async function seedUser(
  admin: TrytonUser,
  { user, password }: Login,
  groups: readonly string[],
  companies: readonly number[],
): Promise<void> {
  const ids = await Promise.all(
    groups.map((group) => {
      const [module = '', name = ''] = group.split('.');
      return fromModule(admin, module, name);
    }),
  );
  await ensure(admin, 'res.user', [['login', '=', user]], {
    ...{ name: user, login: user, password, companies: [['add', companies]], company: companies[0] },
    // Records of other companies than the user's own are seen with this only.
    company_filter: 'all',
    groups: [['add', ids]],
  });
}

export async function seedUsers(admin: TrytonUser, companies: readonly number[]): Promise<void> {
  await seedUser(admin, BROKER, SELLER, companies);
  await seedUser(admin, CLERK, BACK_OFFICE, companies);
}
