// Whether something that the owner turned on may show itself now. Pure: what it knows is what it is given, so it is tested
// without a page. What the conditions mean is said in `shared/src/setup/show.rs`, which makes the expressions.

/** The widest window of a phone, in CSS pixels. */
export const PHONE_PX = 640;

/**
 * @typedef {object} When what isn't there is no condition
 * @property {string[]} [pages] expressions; one of them fits the address
 * @property {string[]} [not] none of them does
 * @property {number} [after] seconds on this page
 * @property {number} [scroll] percent of the page
 * @property {"phone" | "desktop"} [device]
 *
 * @typedef {object} Now
 * @property {string} address origin, path, and what is behind `#`
 * @property {number} seconds
 * @property {number} scrolled percent
 * @property {number} width of the window, in CSS pixels
 */

/**
 * @param {When} when
 * @param {Now} now
 */
export function isDue({ pages, not, after = 0, scroll = 0, device }, { address, seconds, scrolled, width }) {
  const fits = (expression) => new RegExp(expression).test(address);
  return (
    (!pages || pages.some(fits)) &&
    !not?.some(fits) &&
    seconds >= after &&
    scrolled >= scroll &&
    (!device || (device === "phone") === width <= PHONE_PX)
  );
}

/** How far down a page one is, in percent; one that fits its window has been seen whole. */
export const scrolledPercent = ({ scrollTop, scrollHeight, clientHeight }) =>
  scrollHeight > clientHeight ? (100 * scrollTop) / (scrollHeight - clientHeight) : 100;
