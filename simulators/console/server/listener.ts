/** The console on the wire: login, the page and its parts, and the way to the org. */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import type { Builder } from '../build/builder.ts';
import { listSourceFiles } from '../metadata/source-files.ts';
import { readModel } from '../metadata/model.ts';
import { findResource } from '../metadata/static-resources.ts';
import { BROWSER, ROOT } from '../build/settings.ts';
import { chooseLanguage, openSession, usersOf } from './org.ts';
import type { OrgPlace } from './org.ts';
import { PASSED_ON, passOn } from './org-proxy.ts';
import { failurePage, loginPage, shellPage } from './pages.ts';
import { readWords, sessionModule } from './session-module.ts';
import type { ConsoleSession, Sessions } from './sessions.ts';

export type ListenerOptions = {
  readonly org: OrgPlace;
  readonly sources: readonly string[];
  readonly builder: Builder;
  readonly sessions: Sessions;
};

const SLDS = join(
  ROOT,
  'node_modules',
  '@salesforce-ux',
  'design-system',
  'assets',
  'styles',
  'salesforce-lightning-design-system.min.css',
);

/** Scripts and styles of this server alone. Components set styles on elements, as they may on the platform. */
const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

const preferencesBody = z.strictObject({
  language: z.enum(['en', 'de']).optional(),
  rightToLeft: z.boolean().optional(),
  dark: z.boolean().optional(),
});

export function makeListener(options: ListenerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(helmet({ contentSecurityPolicy: CONTENT_SECURITY, strictTransportSecurity: false, referrerPolicy: { policy: 'same-origin' } }));
  app.use(refuseStrangers);
  assetRoutes(app, options);
  loginRoutes(app, options);
  sessionRoutes(app, options);
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response
      .status(500)
      .send(failurePage('That did not work', error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message));
  });
  return app;
}

const loginQuery = z.object({ next: z.string().default('/'), code: z.string().optional() });

const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A name that leads here from elsewhere, or a form on somebody's page, gets nothing. */
function refuseStrangers(request: Request, response: Response, next: NextFunction): void {
  const { host = '', origin } = request.headers;
  if (!LOCAL_HOST.test(host)) response.status(421).send('This console serves this machine only.');
  else if (request.method !== 'GET' && origin !== undefined && origin !== `http://${host}`)
    response.status(403).send('This page may not call the console.');
  else next();
}

function assetRoutes(app: Express, { builder }: ListenerOptions): void {
  app.get('/assets/slds.css', (_, response) => response.sendFile(SLDS, { maxAge: '1h' }));
  app.get('/assets/shell.css', (_, response) =>
    response
      .type('css')
      .set('Cache-Control', 'no-cache')
      .send(readFileSync(join(BROWSER, 'shell.css'), 'utf8')),
  );
  app.get('/assets/app/:hash/*file', async (request, response) => {
    const built = await builder.built();
    const code = 'failed' in built ? undefined : built.files.get(fileOf(request));
    if (code === undefined) response.status(404).send('There is no such script.');
    else response.type('js').set('Cache-Control', 'private, max-age=31536000, immutable').send(code);
  });
}

const fileOf = ({ params }: Request): string => ([] as string[]).concat(params['file'] ?? []).join('/');

function loginRoutes(app: Express, { org, sessions }: ListenerOptions): void {
  const enter = async (response: Response, username: string, next: string): Promise<void> => {
    const user = (await usersOf(org)).find((one) => one.username === username);
    const session = user === undefined ? undefined : await openSession(org, username);
    if (user === undefined || session === undefined)
      response.status(404).send(loginPage(await usersOf(org), next, `There is no user ${username}.`));
    else response.set('Set-Cookie', sessions.open(user, session)).redirect(303, localPath(next));
  };
  app.get('/login', async (request, response) => {
    const { next, code } = loginQuery.parse(request.query);
    const invited = code === undefined ? undefined : sessions.redeem(code);
    if (invited !== undefined) await enter(response, invited, next);
    else if (code !== undefined && sessions.find(request.headers.cookie) !== undefined) response.redirect(303, localPath(next));
    else
      response
        .set('Cache-Control', 'no-store')
        .send(loginPage(await usersOf(org), next, code === undefined ? undefined : 'This link was used before.'));
  });
  app.post('/login', express.urlencoded({ extended: false }), async (request, response) => {
    const { username, next } = z.object({ username: z.string(), next: z.string().default('/') }).parse(request.body);
    await enter(response, username, next);
  });
  app.post('/logout', (request, response) => {
    sessions.close(request.headers.cookie);
    response.redirect(303, '/login');
  });
}

/** A path here, never another server. */
function localPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** Reads something of the sources once for each language, until there is another build. */
function oncePerBuild<Read>(builder: Builder, read: (language: string) => Read): (language: string) => Promise<Read> {
  const kept = new Map<string, Read>();
  let keptOf: unknown;
  return async (language) => {
    const build = await builder.built();
    if (build !== keptOf) kept.clear();
    keptOf = build;
    const known = kept.get(language) ?? read(language);
    kept.set(language, known);
    return known;
  };
}

function sessionRoutes(app: Express, { org, sources, builder, sessions }: ListenerOptions): void {
  const words = oncePerBuild(builder, (language) => readWords(sources, language));
  const model = oncePerBuild(builder, (language) => readModel(listSourceFiles(sources), language));
  const sessionOf = (request: Request): ConsoleSession | undefined => sessions.find(request.headers.cookie);
  const needed =
    (answer: (request: Request, response: Response, session: ConsoleSession) => unknown) =>
    async (request: Request, response: Response): Promise<void> => {
      const session = sessionOf(request);
      if (session === undefined) response.status(401).json([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]);
      else await answer(request, response.set('Cache-Control', 'no-store'), session);
    };
  app.use(
    PASSED_ON as string[],
    needed((request, response, session) => passOn(org, session, request, response)),
  );
  app.get(
    '/console/session.js',
    needed(async (_, response, session) => {
      response.type('js').send(sessionModule(await words(session.preferences.language), session));
    }),
  );
  app.get(
    '/console/model.json',
    needed(async (_, response, { preferences }) => response.json(await model(preferences.language))),
  );
  app.get(
    '/resource/:name{/*file}',
    needed((request, response) => {
      const found = findResource(listSourceFiles(sources), String(request.params['name']), fileOf(request).split('/').filter(Boolean));
      if (found === undefined) response.status(404).send('There is no such static resource.');
      else response.type(found.contentType ?? extname(found.path)).sendFile(found.path, { dotfiles: 'allow' });
    }),
  );
  app.post(
    '/console/preferences',
    express.json(),
    needed(async (request, response, { user }) => {
      const preferences = definedOnly(preferencesBody.parse(request.body));
      if (preferences.language !== undefined) await chooseLanguage(org, user.username, preferences.language);
      sessions.prefer(request.headers.cookie, preferences);
      response.status(204).end();
    }),
  );
  app.get(['/', '/lightning', '/lightning/*path'], async (request, response) => {
    const session = sessionOf(request);
    if (session === undefined) {
      response.redirect(303, `/login?next=${encodeURIComponent(request.originalUrl)}`);
      return;
    }
    const built = await builder.build();
    response.set('Cache-Control', 'no-store');
    if ('failed' in built) response.status(500).send(failurePage('The components do not compile', built.failed));
    else response.send(shellPage(`/assets/app/${built.hash}/main.js`, session.preferences));
  });
}

/** Without the members that are undefined. */
function definedOnly<T extends object>(value: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
