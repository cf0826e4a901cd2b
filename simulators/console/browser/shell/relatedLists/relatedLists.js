import { LightningElement, api } from 'lwc';
import { theModel } from 'console/model';

/** The related lists of a record's layout. */
export default class RelatedLists extends LightningElement {
  @api objectApiName;
  @api recordId;
  /** `Lines__r`: only the list of that relationship. */
  @api listName;

  get lists() {
    const all = theModel().objects[this.objectApiName].layout.relatedLists;
    const wanted = this.listName?.replace(/__r$/, '').replaceAll('_', '').toLowerCase();
    const named = ({ object }) => {
      const { pluralLabel } = theModel().objects[object] ?? { pluralLabel: object };
      return wanted === undefined || pluralLabel.replaceAll(' ', '').toLowerCase().endsWith(wanted);
    };
    return all.filter(named).map((list) => ({ ...list, key: `${list.object}.${list.field}` }));
  }
}
