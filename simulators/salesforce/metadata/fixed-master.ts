/** A custom master-detail field without `reparentableMasterDetail`: it is written with a new record and never again. Source: Metadata API, "CustomField". */
import type { OrgField } from './model.ts';

export const isFixedMaster = ({ custom, masterDetail, updateable }: OrgField): boolean => custom && masterDetail === true && !updateable;
