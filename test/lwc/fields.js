/** Fields of base components in a modal, filled as a person would. The stand-ins of base components validate nothing by themselves. */
import { findAll, settled } from './mount.js';

/** Makes every field of a modal answer whether what is in it may be sent. */
export function allowFields(element, isValid = true) {
  for (const field of findAll(element, 'lightning-textarea, lightning-input, lightning-combobox, lightning-radio-group')) {
    field.reportValidity = () => isValid;
    field.checkValidity = () => isValid;
    field.setCustomValidity = () => undefined;
  }
}

export async function fill(field, value) {
  field.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  await settled();
}

/** Presses the button with this label. */
export async function press(element, label) {
  const button = findAll(element, 'lightning-button').find((found) => found.label === label);
  if (!button) throw new Error(`no button ${label}`);
  button.click();
  await settled();
}

/** What a modal is closed with. */
export function closedWith(element) {
  const closed = jest.fn();
  element.addEventListener('modalclosed', ({ detail }) => closed(detail));
  return closed;
}
