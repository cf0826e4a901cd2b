/** Puts a component into the document, and takes all of them out again after each test. */
import { createElement } from 'lwc';

afterEach(() => {
  while (document.body.firstChild) document.body.firstChild.remove();
});

/** Lets promises and the rendering that follows them finish. */
export async function settled() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** The element of a component with these properties, rendered. */
export async function mount(name, Component, properties = {}) {
  const element = createElement(name, { is: Component });
  Object.assign(element, properties);
  document.body.appendChild(element);
  await settled();
  return element;
}

/** One element within a component's template, or null. */
export function find(element, selector) {
  return element.shadowRoot.querySelector(selector);
}

/** All elements within a component's template. */
export function findAll(element, selector) {
  return [...element.shadowRoot.querySelectorAll(selector)];
}

/** The text of a component's own template as a reader meets it, blanks folded. */
export function textOf(element) {
  return (element.shadowRoot ?? element).textContent.replace(/\s+/g, ' ').trim();
}
