/** `lightning/navigation`. Source: "lightning/navigation" of the LWC Developer Guide. */
import { go } from '../services/go.ts';
import { addressOf } from '../services/page-reference.ts';
import type { PageReference } from '../services/page-reference.ts';
import { pagePlace } from '../services/places.ts';

type Component = new () => object;

const NAVIGATE = Symbol('Navigate');
const GENERATE_URL = Symbol('GenerateUrl');

/** Gives a component `this[NavigationMixin.Navigate](page)` and `this[NavigationMixin.GenerateUrl](page)`. */
function mixin(Base: Component): Component {
  return class extends Base {
    [NAVIGATE](page: PageReference): void {
      navigate(this, page);
    }

    [GENERATE_URL](page: PageReference): Promise<string> {
      return generateUrl(this, page);
    }
  };
}

export const NavigationMixin = Object.assign(mixin, { Navigate: NAVIGATE, GenerateUrl: GENERATE_URL });

export const CurrentPageReference = pagePlace.adapter;

export function navigate(_component: object, page: PageReference): void {
  void go(page);
}

/** Resolves with the address of a page in the console. */
export async function generateUrl(_component: object, page: PageReference): Promise<string> {
  return addressOf(page) ?? '';
}
