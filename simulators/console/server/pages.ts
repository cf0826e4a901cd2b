/** The few pages the server writes itself. */
import type { OrgUser } from './org.ts';
import type { Preferences } from './sessions.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const HEAD = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/slds.css"><link rel="stylesheet" href="/assets/shell.css">`;

/** The page of the shell: everything else is script. */
export function shellPage(application: string, { language, rightToLeft, dark }: Preferences): string {
  return `<!doctype html>
<html lang="${language}" dir="${rightToLeft ? 'rtl' : 'ltr'}"${dark ? ' class="console-dark"' : ''}>
<head>${HEAD}<title>Console</title></head>
<body class="console-body"><script type="module" src="${application}"></script></body>
</html>`;
}

/** Where somebody chooses who to be. */
export function loginPage(users: readonly OrgUser[], next: string, notice?: string): string {
  const choices = users.map(
    ({ username, name }) =>
      `<li><button class="slds-button slds-button_neutral slds-button_stretch" name="username" value="${escaped(username)}">` +
      `<span class="console-login-name">${escaped(name)}</span><span class="console-login-username">${escaped(username)}</span></button></li>`,
  );
  return `<!doctype html>
<html lang="en"><head>${HEAD}<title>Log in · Console</title></head>
<body class="console-body"><main class="console-login slds-card">
<h1 class="slds-text-heading_medium">Who are you today?</h1>
<p>This console shows a Salesforce org on this machine. Choose a user; you see and may do what their permissions allow.</p>
${notice === undefined ? '' : `<p role="alert" class="slds-text-color_error">${escaped(notice)}</p>`}
<form method="post" action="/login"><input type="hidden" name="next" value="${escaped(next)}"><ul>${choices.join('')}</ul></form>
</main></body></html>`;
}

/** What is wrong, for the person who has just saved a file. */
export function failurePage(title: string, detail: string): string {
  return `<!doctype html>
<html lang="en"><head>${HEAD}<title>${escaped(title)} · Console</title></head>
<body class="console-body"><main class="console-login slds-card"><h1 class="slds-text-heading_medium">${escaped(title)}</h1>
<pre class="console-failure">${escaped(detail)}</pre></main></body></html>`;
}
