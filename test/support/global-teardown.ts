/** Jest calls this once after all test files, in the process that ran `global-setup.ts`. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stopTestServers?.();
}
