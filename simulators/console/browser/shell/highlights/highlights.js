import { LightningElement, api } from 'lwc';
import { components } from 'console/components';
import { theModel } from 'console/model';
import { objectInfo, readFields, visibleFields } from 'console/records';
import ActionModal from 'shell/actionModal';
import { ReadsRecord } from 'shell/readsRecord';

/** The compact layout above a record, with the actions of its page. */
export default class Highlights extends ReadsRecord(LightningElement) {
  @api objectApiName;
  @api recordId;
  /** Names of quick actions; without them those of the layout. */
  @api actionNames;
  name = '';
  fields = [];
  headless;

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

  async handleAction(event) {
    const action = this.actions.find(({ name }) => name === event.target.name);
    const { default: constructor } = await components[action.component]();
    if (action.headless) this.headless = constructor;
    else
      await ActionModal.open({
        label: action.label,
        size: 'small',
        component: constructor,
        recordId: this.recordId,
        objectApiName: this.objectApiName,
      });
  }

  get headlessProperties() {
    return { recordId: this.recordId, objectApiName: this.objectApiName };
  }

  /** A headless action is made, invoked once, and put away. */
  async renderedCallback() {
    const action = this.template.querySelector('[data-headless]');
    if (this.headless === undefined || !action) return;
    this.headless = undefined;
    await action.invoke();
  }
}
