export { PaypalTwin, type PaypalTwinOptions } from './paypal-twin.ts';
