/** What the package looks like, as the server read it from its metadata. */
import type { ConsoleModel } from '../../metadata/model.ts';

let model: ConsoleModel | undefined;

/** Reads it once. Rejects when the server is away. */
export async function loadModel(): Promise<ConsoleModel> {
  const response = await fetch('/console/model.json');
  if (!response.ok) throw new Error(`The console's server answered ${String(response.status)}.`);
  model = (await response.json()) as ConsoleModel;
  return model;
}

/** After `loadModel`. */
export function theModel(): ConsoleModel {
  if (model === undefined) throw new Error('The model is not loaded.');
  return model;
}
