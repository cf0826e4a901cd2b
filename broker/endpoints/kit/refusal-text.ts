/** Refusals of outside systems in sentences a service agent can act on. A code nobody explained stays a code. */
import type { OrderFault } from '../../engine/endpoint.ts';

/** The sentences of one system by its codes: what is wrong, in the agent's words, without a full stop. */
export type Explanations = ReadonlyMap<string, string>;

/** The sentence, and the code for whoever looks deeper; or what is said of a code that has none. */
export function explained(explanations: Explanations, code: string, otherwise: string): string {
  const sentence = explanations.get(code);
  return sentence === undefined ? otherwise : `${sentence} (${code})`;
}

/** One fault of a request. Without an explanation it names the field, as a JSON pointer into the order. */
export function explainedFault(explanations: Explanations, pointer: string, code: string): OrderFault {
  const otherwise = `The ERP refuses ${pointer === '' ? 'the order' : pointer}: ${code}`;
  return { pointer, code, message: explained(explanations, code, otherwise) };
}

/** All faults of a request, each with the number of the line it is about. `lineKeys` are those of the request, in its order. */
export function faultsText(faults: readonly Pick<OrderFault, 'pointer' | 'message'>[], lineKeys: readonly number[]): string {
  const texts = faults.map(({ pointer, message }) => {
    const index = /^\/lines\/(\d+)/.exec(pointer)?.[1];
    const lineKey = index === undefined ? undefined : lineKeys[Number(index)];
    return lineKey === undefined ? message : `Line ${lineKey}: ${message}`;
  });
  return texts.join('; ');
}
