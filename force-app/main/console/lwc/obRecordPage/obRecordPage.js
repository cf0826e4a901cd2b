/** What the live pages of one record have in common: a skeleton, the record, or why there is none. */
import { LivePage } from 'c/obLivePage';

/**
 * A page calls `takePage` with each answer of its wire.
 * @template {new (...args: any[]) => import('lwc').LightningElement} Base
 * @param {Base} Base
 */
export const RecordPage = (Base) =>
  class extends LivePage(Base) {
    /** What `pageOf` made of the last answer. */
    page;

    /** @param {object} answer of the wire @param {(data: any) => object | undefined} pageOf undefined: there is no such record for this user */
    takePage(answer, pageOf) {
      const data = this.receive(answer);
      if (!data) return;
      this.page = pageOf(data);
      if (!this.page) this.problem = { kind: 'notFound', messages: [] };
    }

    get isLoading() {
      return !this.page && !this.problem;
    }

    /** What is on the page stays, also while the server is in trouble. */
    get isBlocked() {
      return Boolean(this.problem) && (!this.page || this.problem.kind === 'notFound');
    }

    get shown() {
      return this.isBlocked ? undefined : this.page;
    }
  };
