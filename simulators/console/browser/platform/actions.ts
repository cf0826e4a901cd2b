/** `lightning/actions`: how a screen action asks to be closed. Source: "Quick Actions" of the LWC Developer Guide. */
export const CLOSE_ACTION_SCREEN = 'lightning__actionsclosescreen';

export class CloseActionScreenEvent extends CustomEvent<undefined> {
  constructor() {
    super(CLOSE_ACTION_SCREEN, { bubbles: true, composed: true });
  }
}
