/** Who writes, and through what: stamps, permissions and the change origin come from here. */

export type Actor = {
  readonly userId: string;
  /** Custom permissions the user holds. */
  readonly permissions: ReadonlySet<string>;
  /** `com/salesforce/api/rest/67.0;client=order-broker`; empty for writes of the org itself. */
  readonly changeOrigin: string;
};
