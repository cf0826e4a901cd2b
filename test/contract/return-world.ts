/** What a test of an adapter needs of a system that takes returns, simulated or real. */
import type { OutboundCommand } from '../../canonical/command.ts';
import type { DocumentRef, Endpoint } from '../../broker/engine/endpoint.ts';
import type { Trouble } from './contract-world.ts';

/** Pieces of the one line a return is about. */
export type ReturnTotals = { readonly received: number; readonly refused: number; readonly credited: number };

export type ReturnWorld = {
  readonly endpoint: Endpoint;
  /** The command that makes a return, under a key nobody used: three pieces of the first line of an order that was shipped. */
  readonly ask: (key: string) => Promise<OutboundCommand>;
  /** The same command with another content under the same key. */
  readonly altered: (command: OutboundCommand) => OutboundCommand;
  /** How many returns the system made for the key of this command, by its own word. */
  readonly documents: (command: OutboundCommand) => Promise<number>;
  /** Puts a trouble in the way of calls that write with the key of this command; of all writes where it is absent. */
  readonly trouble: (trouble: Trouble, command?: OutboundCommand) => Promise<void>;
  readonly calm: () => Promise<void>;
  /** Has all three pieces arrive, one of them refused at inspection, and the rest credited where the system credits. */
  readonly arrive: (command: OutboundCommand, document: DocumentRef) => Promise<ReturnTotals>;
  /** A command that takes the return back. */
  readonly withdrawal: (command: OutboundCommand, document: DocumentRef) => OutboundCommand;
  /** What is done to a return that is there, in the order in which it is done, each asked for once the one before is done. */
  readonly deeds?: (command: OutboundCommand, document: DocumentRef) => Iterable<OutboundCommand> | AsyncIterable<OutboundCommand>;
  /** How often the system did this, by its own word. */
  readonly timesDone?: (deed: OutboundCommand) => Promise<number>;
  readonly useUnknownWord: (document: DocumentRef, word: string) => Promise<void>;
  readonly close: () => Promise<void>;
};
