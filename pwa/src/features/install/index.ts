// What other features use of this one.
export { OfferInstall } from './offer';
