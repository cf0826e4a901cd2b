import { LightningElement, api } from 'lwc';
import session from '/console/session.js';
import { components } from 'console/components';
import { declared } from 'console/declared';
import { theModel } from 'console/model';

const STANDARD_COMPONENTS = {
  'force:highlightsPanel': 'highlights',
  'force:detailPanel': 'details',
  'force:relatedListContainer': 'relatedLists',
  'force:relatedListSingleContainer': 'relatedList',
  'lst:dynamicRelatedList': 'relatedList',
  'flexipage:tabset': 'tabset',
  'flexipage:tabset2': 'tabset',
  'flexipage:fieldSection': 'fieldSection',
  'flexipage:richText': 'richText',
};

/** One component of a page: a standard one, or a Lightning web component of the source with its properties. */
export default class PageItem extends LightningElement {
  texts = session.texts;
  @api name;
  @api properties = {};
  @api page;
  @api objectApiName;
  @api recordId;
  constructorOfComponent;
  failure;

  connectedCallback() {
    if (this.isCustom) this.load();
  }

  get localName() {
    return this.name.replace(/^c(:|__)/, '');
  }

  get isCustom() {
    return components[this.localName] !== undefined;
  }

  async load() {
    try {
      const module = await components[this.localName]();
      this.constructorOfComponent = module.default;
    } catch (error) {
      this.failure = error.message;
    }
  }

  get componentProperties() {
    const place = { recordId: this.recordId, objectApiName: this.objectApiName };
    const given = declared(this.constructorOfComponent, { ...this.properties, ...place });
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typed(value)]));
  }

  errorCallback(error, stack) {
    this.failure = `${this.localName}: ${error.message}`;
    reportError(Object.assign(error, { wcStack: stack }));
  }

  get hasFailed() {
    return this.failure !== undefined;
  }

  get isReady() {
    return this.constructorOfComponent !== undefined && !this.hasFailed;
  }

  /** Which standard component it is, as the template asks: `is.details`. */
  get is() {
    return { [this.isCustom ? 'custom' : (STANDARD_COMPONENTS[this.name] ?? 'unknown')]: true };
  }

  get unknownText() {
    return this.texts.unknownPart.replace('{0}', this.name);
  }

  get relatedListName() {
    return this.properties.relatedListApiName;
  }

  get actionNames() {
    return this.properties.actionNames;
  }

  facet(name) {
    return this.page?.regions[name] ?? [];
  }

  get tabs() {
    return this.facet(this.properties.tabs)
      .filter(({ kind }) => kind === 'component')
      .map(({ properties }, index) => ({ key: `tab-${index}`, label: titleOf(properties.title), items: this.facet(properties.body) }));
  }

  get sectionLabel() {
    return titleOf(this.properties.label);
  }

  get sectionColumns() {
    return this.facet(this.properties.columns).map(({ properties }, index) => ({
      key: `column-${index}`,
      items: this.facet(properties.body),
    }));
  }

  get hasObject() {
    return theModel().objects[this.objectApiName] !== undefined;
  }
}

const { tabDetails, tabRelated, tabActivity } = session.texts;
const STANDARD_TITLES = {
  'Standard.Tab.detail': tabDetails,
  'Standard.Tab.relatedLists': tabRelated,
  'Standard.Tab.activity': tabActivity,
};

function titleOf(title = '') {
  return (
    STANDARD_TITLES[title] ??
    title
      .replace(/^(Standard|Custom)\.Tab\./, '')
      .replace(/^@@@SFDC|SFDC@@@$/g, '')
      .replaceAll('_', ' ')
  );
}

function typed(value) {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}
