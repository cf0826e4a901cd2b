import session from '/console/session.js';

const { locale, timeZone, currency, firstDayOfWeek } = session.i18n;

/** Who reads reports here: as whom they run, and how figures and dates are written. */
export const reader = {
  userId: session.userId,
  texts: session.texts,
  place: { locale, timeZone, currency, firstDayOfWeek },
};
