/** The ERP and the warehouse, as a process. Prints one line of JSON with where they are, and serves until it is ended. */
import { startErp } from '../../simulators/endpoints/erp/erp.ts';
import { startWarehouse } from '../../simulators/endpoints/warehouse/warehouse.ts';
import { ERP_KEY, READY, WAREHOUSE_KEY } from './world.ts';
import type { EndpointOptions, EndpointPlaces } from './world.ts';

const options = JSON.parse(process.env['OUTSIDE_OPTIONS'] ?? '{}') as EndpointOptions;
const erp = await startErp({ seed: options.seed, companies: { '1000': ERP_KEY }, settings: options.erp });
const warehouse = await startWarehouse({ seed: options.seed, sites: { main: WAREHOUSE_KEY }, settings: options.warehouse });

const places: EndpointPlaces = { erpUrl: erp.url, warehouseUrl: warehouse.url };
console.log(`${READY}${JSON.stringify(places)}`);
