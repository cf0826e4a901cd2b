/** Hands work to somebody: a queue or a person, found by a part of the name. */
import { api } from 'lwc';
import ObActionModal from 'c/obActionModal';
import { problemOf } from 'c/obErrors';
import { format } from 'c/obText';
import { LABELS } from './labels';

export default class ObAssignModal extends ObActionModal {
  labels = LABELS;
  owners;
  ownerId;
  asked = '';

  @api heading;
  @api sendLabel;
  /** Finds owners: takes a text, answers `{ ownerId, name, isQueue }[]`. */
  @api find;

  connectedCallback() {
    this.search('');
  }

  get options() {
    return (this.owners ?? []).map(({ ownerId, name, isQueue }) => ({
      value: ownerId,
      label: isQueue ? format(LABELS.queue, name) : name,
    }));
  }

  get isFound() {
    return this.options.length > 0;
  }

  get isNobody() {
    return this.owners?.length === 0;
  }

  get isLocked() {
    return this.isSending || !this.ownerId;
  }

  type(event) {
    this.search(event.detail.value);
  }

  /** The answer to what was typed last counts, whichever comes last. */
  async search(text) {
    this.asked = text;
    try {
      const owners = await this.find(text);
      if (this.asked === text) this.show(owners);
    } catch (error) {
      if (this.asked === text) this.problem = problemOf(error);
    }
  }

  show(owners) {
    this.owners = owners;
    this.problem = undefined;
    if (!owners.some(({ ownerId }) => ownerId === this.ownerId)) this.ownerId = undefined;
  }

  choose(event) {
    this.ownerId = event.detail.value;
  }

  async submit() {
    const { label: ownerName } = this.options.find(({ value }) => value === this.ownerId);
    await this.sendContent({ ownerId: this.ownerId, ownerName });
  }
}
