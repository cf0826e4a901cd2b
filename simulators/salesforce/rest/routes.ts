/** All routes below `/services/data/vNN.0/`. */
import { graphqlRoutes } from '../graphql/graphql-routes.ts';
import { uiApiRoutes } from '../ui-api/ui-api-routes.ts';
import type { Route } from './api-call.ts';
import { bulkIngestRoutes } from './bulk-ingest-routes.ts';
import { bulkQueryRoutes } from './bulk-query-routes.ts';
import { collectionRoutes } from './collection-routes.ts';
import { compositeRoutes } from './composite-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { sobjectRoutes } from './sobject-routes.ts';
import { toolingRoutes, type ToolingServices } from './tooling-routes.ts';
import { treeRoutes } from './tree-routes.ts';
import { versionRoutes } from './version-routes.ts';

export function makeRoutes(services: ToolingServices): Route[] {
  return [
    ...versionRoutes(services),
    ...sobjectRoutes(services),
    ...recordRoutes(services),
    ...collectionRoutes(services),
    ...compositeRoutes(),
    ...treeRoutes(),
    ...queryRoutes(services),
    ...searchRoutes(services),
    ...bulkIngestRoutes(services),
    ...bulkQueryRoutes(services),
    ...toolingRoutes(services),
    ...graphqlRoutes(services),
    ...uiApiRoutes(services),
  ];
}
