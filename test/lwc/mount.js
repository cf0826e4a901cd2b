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

const TEXT_NODE = 3;

function piecesOf(node) {
  if (node.nodeType === TEXT_NODE) return [node.data];
  return node.localName === 'style' ? [] : [...node.childNodes].flatMap(piecesOf);
}

/** The text of a component's own template, piece by piece with a blank between, as a screen reader says it. */
export function textOf(element) {
  return piecesOf(element.shadowRoot ?? element)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
