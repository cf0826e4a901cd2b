/**
 * Named places in the engine at which a chaos run may end the process. In production nothing listens, and reaching a
 * point costs a call of an empty function.
 */
export type FaultPoint =
  | 'intake.before-commit'
  | 'intake.after-commit'
  | 'turn.before-commit'
  | 'turn.after-commit'
  | 'command.before-call'
  | 'command.after-call'
  | 'command.after-settle'
  | 'write-back.before-call'
  | 'write-back.after-call';

export type ReachPoint = (point: FaultPoint) => void;
