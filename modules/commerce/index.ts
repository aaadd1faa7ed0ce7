export {
  coursePurchased,
  courseRefunded,
  courseRefundFailed,
  paymentDisputed,
  paymentRefunded,
  paymentSucceeded,
} from './events.ts';
