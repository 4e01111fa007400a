/** Of the words at first contact, and of the page behind them; a new number with every change of what they say. */
export const NOTICE_VERSION = 1;
