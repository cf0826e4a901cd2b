import type { Ledger } from '../../broker/engine/ledger.ts';
import { makeMemoryLedger, makeMemoryTables } from '../simulation/memory-ledger.ts';
import { intakeContract } from './intake.suite.ts';
import { ledgerContract } from './ledger.suite.ts';
import { turnFaultContract } from './turn-faults.suite.ts';

function open(): Promise<{ ledger: Ledger; close: () => Promise<void> }> {
  return Promise.resolve({ ledger: makeMemoryLedger(makeMemoryTables(), Date.now), close: () => Promise.resolve() });
}

ledgerContract('Memory', open);
intakeContract('Memory', open);
turnFaultContract('Memory', open);
