import { makeMemoryLedger, makeMemoryTables } from '../simulation/memory-ledger.ts';
import { ledgerContract } from './ledger.suite.ts';

ledgerContract('Memory', () => Promise.resolve({ ledger: makeMemoryLedger(makeMemoryTables(), Date.now), close: () => Promise.resolve() }));
