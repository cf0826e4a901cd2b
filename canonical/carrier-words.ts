/**
 * The words tracking providers use, and ours for them. Sources: the providers' API references (ShipEngine's OpenAPI
 * document; AfterShip's delivery statuses and sub-statuses; Shippo's and EasyPost's tracking status lists). A word
 * that is not here is unknown, and never guessed.
 */
import type { TrackingCode } from './tracking.ts';

type Words = {
  readonly words: Readonly<Record<string, TrackingCode>>;
  /** Where a detail says more than the word: "word/detail". */
  readonly details: Readonly<Record<string, TrackingCode>>;
};

export const CARRIER_WORDS = {
  easypost: {
    words: {
      pre_transit: 'LABEL_CREATED',
      unknown: 'LABEL_CREATED',
      in_transit: 'IN_TRANSIT',
      out_for_delivery: 'OUT_FOR_DELIVERY',
      available_for_pickup: 'READY_FOR_PICKUP',
      delivered: 'DELIVERED',
      failure: 'EXCEPTION',
      error: 'EXCEPTION',
      return_to_sender: 'RETURNING',
      cancelled: 'VOIDED',
    },
    details: {},
  },
  shippo: {
    words: {
      PRE_TRANSIT: 'LABEL_CREATED',
      UNKNOWN: 'LABEL_CREATED',
      TRANSIT: 'IN_TRANSIT',
      DELIVERED: 'DELIVERED',
      FAILURE: 'EXCEPTION',
      RETURNED: 'RETURNING',
    },
    // Its substatus codes are not confirmed: a parcel in transit is in transit, whatever they add.
    details: {},
  },
  shipengine: {
    words: {
      NY: 'LABEL_CREATED',
      UN: 'LABEL_CREATED',
      AC: 'IN_TRANSIT',
      IT: 'IN_TRANSIT',
      AT: 'ATTEMPT_FAILED',
      SP: 'READY_FOR_PICKUP',
      DE: 'DELIVERED',
      EX: 'EXCEPTION',
    },
    details: {
      'IT/OUT_FOR_DELIVERY': 'OUT_FOR_DELIVERY',
      'AT/AWAITING_COLLECTION_FROM_PICKUP_POINT': 'READY_FOR_PICKUP',
      'AT/COLLECT_AT_LOCAL_PO': 'READY_FOR_PICKUP',
      'AT/CUSTOMER_TO_COLLECT_FROM_CARRIER': 'READY_FOR_PICKUP',
      'EX/RETURN_TO_SENDER': 'RETURNING',
    },
  },
  aftership: {
    words: {
      Pending: 'LABEL_CREATED',
      InfoReceived: 'LABEL_CREATED',
      InTransit: 'IN_TRANSIT',
      OutForDelivery: 'OUT_FOR_DELIVERY',
      AttemptFail: 'ATTEMPT_FAILED',
      AvailableForPickup: 'READY_FOR_PICKUP',
      Delivered: 'DELIVERED',
      Exception: 'EXCEPTION',
      Expired: 'EXCEPTION',
    },
    details: { 'Exception/Exception_010': 'RETURNING', 'Exception/Exception_011': 'RETURNED' },
  },
} as const satisfies Record<string, Words>;

export type TrackingProvider = keyof typeof CARRIER_WORDS;

/** Our code for a provider's word and its detail, or undefined for a word nobody mapped. */
export function trackingCode(provider: TrackingProvider, word: string, detail?: string): TrackingCode | undefined {
  const { words, details }: Words = CARRIER_WORDS[provider];
  const known = (table: Readonly<Record<string, TrackingCode>>, name: string): TrackingCode | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  return (detail === undefined ? undefined : known(details, `${word}/${detail}`)) ?? known(words, word);
}
