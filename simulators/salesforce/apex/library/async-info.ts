/** Source: Apex Reference Guide, "AsyncInfo Class". */
import type { ApexContext } from '../context.ts';
import { platformClass } from './native.ts';

const NO_QUEUEABLE = 'The current Apex transaction is not a queueable job';

function depth(context: ApexContext): number {
  return context.kind().quiddity === 'QUEUEABLE' ? context.jobs.chain().depth : context.fail('AsyncException', NO_QUEUEABLE);
}

export const asyncInfo = platformClass('AsyncInfo', {
  'static Integer getCurrentQueueableStackDepth()': depth,
  'static Integer getMaximumQueueableStackDepth()': (context) =>
    context.jobs.chain().maximum ?? context.fail('AsyncException', 'No maximum stack depth was set'),
  'static Boolean hasMaxStackDepth()': (context) => context.jobs.chain().maximum !== null,
});
