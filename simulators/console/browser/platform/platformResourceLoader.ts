/** `lightning/platformResourceLoader`. Source: its reference in the LWC Developer Guide. */
const loaded = new Map<string, Promise<void>>();

function load(address: string, make: () => HTMLElement): Promise<void> {
  const known = loaded.get(address);
  if (known !== undefined) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const element = make();
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(new Error(`${address} could not be loaded`)));
    document.head.append(element);
  });
  loaded.set(address, loading);
  return loading;
}

/** Loads a script of a static resource, once. */
export function loadScript(_component: object, src: string): Promise<void> {
  return load(src, () => Object.assign(document.createElement('script'), { src }));
}

/** Loads a style sheet of a static resource, once. */
export function loadStyle(_component: object, href: string): Promise<void> {
  return load(href, () => Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}
