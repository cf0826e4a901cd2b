/** What the commands of an operator have in common: whom they ask, and how they say what they heard. */
import { readFileSync } from 'node:fs';
import { makeBrokerClient } from './broker-client.ts';
import type { Answer, BrokerClient } from './broker-client.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Desk = {
  readonly broker: () => BrokerClient;
  /** Prints what was answered, or complains and notes the refusal. */
  readonly show: <Body>(answer: Answer<Body>, tell: (body: Body) => readonly string[]) => void;
  /** Notes that what was looked at is not well. */
  readonly unwell: () => void;
  readonly isWell: () => boolean;
};

export type DeskDependencies = {
  readonly environment: Environment;
  readonly options: () => { readonly url: string; readonly json: boolean };
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
};

function keyOf({ OPERATOR_KEY: key, OPERATOR_KEY_FILE: file }: Environment): string {
  return key ?? (file === undefined ? '' : readFileSync(file, 'utf8').trimEnd());
}

export function makeDesk({ environment, options, write, complain }: DeskDependencies): Desk {
  let well = true;
  const unwell = (): void => {
    well = false;
  };
  return {
    unwell,
    isWell: () => well,
    broker: () => makeBrokerClient({ url: options().url, key: keyOf(environment) }),
    show: (answer, tell) => {
      if (!answer.ok) {
        complain(answer.message);
        unwell();
      } else if (options().json) write(JSON.stringify(answer.body));
      else for (const line of tell(answer.body)) write(line);
    },
  };
}
