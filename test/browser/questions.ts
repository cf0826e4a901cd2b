/** Questions of a page to the org, met on their way. */
import type { Page, Route } from 'playwright-core';

/** Hands GraphQL requests of that operation name to `handle`; all others pass. Answers how to let all pass again. */
export async function meetQuestion(page: Page, operation: string, handle: (route: Route) => Promise<void>): Promise<() => Promise<void>> {
  const meet = (route: Route): Promise<void> =>
    route.request().postData()?.includes(`query ${operation}(`) === true ? handle(route) : route.continue();
  await page.route('**/graphql', meet);
  return () => page.unroute('**/graphql', meet);
}

/** Answers as the org does, with some of the answer changed. */
export async function changeAnswer(route: Route, change: (answer: string) => string): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, body: change(await response.text()) });
}
