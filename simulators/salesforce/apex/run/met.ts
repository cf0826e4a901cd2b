/** What a run met that this org does not offer and that stopped nothing there: a flow that a save would have started, records that other orgs have. */

/** An Id is a text here: what holds it as an Object cannot tell it from one. */
export const ID_AS_OBJECT = 'missing: the type Id of a value that is held as an Object';

export type Met = {
  readonly add: (what: string) => void;
  /** What was met since the last time, in its order. */
  readonly take: () => readonly string[];
};

export function makeMet(): Met {
  const names = new Set<string>();
  return {
    add: (what) => void names.add(what),
    take: () => {
      const met = [...names];
      names.clear();
      return met;
    },
  };
}
