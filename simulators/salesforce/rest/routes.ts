/** All routes below `/services/data/vNN.0/`. */
import type { Route } from './api-call.ts';
import { collectionRoutes } from './collection-routes.ts';
import { compositeRoutes } from './composite-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { recordRoutes } from './record-routes.ts';
import type { RestServices } from './services.ts';
import { sobjectRoutes } from './sobject-routes.ts';
import { versionRoutes } from './version-routes.ts';

export function makeRoutes(services: RestServices): Route[] {
  return [
    ...versionRoutes(services),
    ...sobjectRoutes(services),
    ...recordRoutes(services),
    ...collectionRoutes(services),
    ...compositeRoutes(),
    ...queryRoutes(services),
  ];
}
