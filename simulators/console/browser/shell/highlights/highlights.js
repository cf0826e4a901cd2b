import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { components } from 'console/components';
import { declared } from 'console/declared';
import { theModel } from 'console/model';
import { objectInfo, readFields, visibleFields } from 'console/records';
import ActionModal from 'shell/actionModal';
import { ReadsRecord } from 'shell/readsRecord';

/** So many actions are buttons of their own unless the page says otherwise; the rest are in a menu. */
const VISIBLE_ACTIONS = 3;

/** The compact layout above a record, with the actions of its page. */
export default class Highlights extends ReadsRecord(LightningElement) {
  texts = session.texts;
  @api objectApiName;
  @api recordId;
  /** Names of quick actions; without them those of the layout. */
  @api actionNames;
  /** How many of them are buttons, as the page's file says it. */
  @api visibleCount;
  name = '';
  fields = [];
  /** Headless actions that were used: each is made once, and invoked whenever it is chosen. */
  headless = [];
  invoking;

  get object() {
    return theModel().objects[this.objectApiName];
  }

  async read() {
    const info = await objectInfo(this.objectApiName);
    const wanted = visibleFields(
      info,
      this.object.compactFields.filter((field) => field !== 'Name'),
    );
    const names = wanted.map(({ apiName }) => apiName);
    const record = await readFields(this.objectApiName, this.recordId, names);
    if (record === undefined) return;
    this.name = record.name;
    this.fields = wanted.map(({ apiName, label }, index) => ({ field: apiName, label, text: record.cells[index].text || '–' }));
  }

  get actions() {
    const named = this.actionNames ?? this.object.layout.actions;
    const all = theModel().quickActions;
    return [named].flat().flatMap((name) => {
      const found = all[name] ?? all[`${this.objectApiName}.${name}`];
      return found === undefined ? [] : [{ ...found, name }];
    });
  }

  get count() {
    return Number(this.visibleCount ?? VISIBLE_ACTIONS);
  }

  get visibleActions() {
    return this.actions.slice(0, this.count);
  }

  get furtherActions() {
    return this.actions.slice(this.count);
  }

  get hasMore() {
    return this.furtherActions.length > 0;
  }

  press(event) {
    return this.start(event.target.name);
  }

  choose({ detail }) {
    return this.start(detail.value);
  }

  async start(name) {
    const { component, label, headless } = this.actions.find((action) => action.name === name);
    const { default: constructor } = await components[component]();
    if (headless) this.invoke(name, constructor);
    else await ActionModal.open({ label, size: 'small', component: constructor, ...this.place });
  }

  get place() {
    return { recordId: this.recordId, objectApiName: this.objectApiName };
  }

  invoke(name, component) {
    this.invoking = name;
    const isMade = this.headless.some((action) => action.name === name);
    if (isMade) this.invokeNow();
    else this.headless = [...this.headless, { name, component, properties: declared(component, this.place) }];
  }

  renderedCallback() {
    this.invokeNow();
  }

  invokeNow() {
    const action = this.invoking && this.template.querySelector(`[data-headless="${this.invoking}"]`);
    if (!action) return;
    this.invoking = undefined;
    action.invoke();
  }
}
