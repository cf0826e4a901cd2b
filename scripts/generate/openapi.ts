/** Writes the HTTP API's description, which the broker also serves at /openapi.json. */
import { openApiDocument } from '../../broker/http/openapi.ts';
import { generatedFile } from './generated-file.ts';

await generatedFile('canonical/schema/v1/openapi.json', JSON.stringify(openApiDocument()));
