/**
 * Logs in with @salesforce/core as the sf CLI does (JWT), queries, and prints what it saw as JSON. A process of its own: the library keeps its
 * files under HOME and its keychain is chosen by the environment.
 */
import { AuthInfo, Connection } from '@salesforce/core';

const [loginUrl = '', clientId = '', username = '', privateKeyFile = ''] = process.argv.slice(2);

const authInfo = await AuthInfo.create({ username, oauth2Options: { loginUrl, clientId, privateKeyFile } });
const connection = await Connection.create({ authInfo });
const accounts = await connection.query('SELECT Id FROM Account');
const identity = await connection.identity();
const fields = authInfo.getFields();
process.stdout.write(
  JSON.stringify({
    apiVersion: connection.version,
    orgId: fields.orgId,
    instanceUrl: fields.instanceUrl,
    isDevHub: fields.isDevHub ?? false,
    identity: identity.username,
    accounts: accounts.totalSize,
  }),
);
