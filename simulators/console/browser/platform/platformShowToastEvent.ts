/** `lightning/platformShowToastEvent`. Source: its reference in the LWC Developer Guide. The shell shows what bubbles up. */

/** Not the platform's own name, which the base components' toast container claims for itself. */
export const SHOW_TOAST = 'console:showtoast';

export type ToastDetail = {
  readonly title?: string;
  readonly message?: string;
  readonly messageData?: readonly unknown[];
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissable' | 'pester' | 'sticky';
};

export class ShowToastEvent extends CustomEvent<ToastDetail> {
  constructor(detail: ToastDetail) {
    super(SHOW_TOAST, { detail, bubbles: true, composed: true, cancelable: true });
  }
}
