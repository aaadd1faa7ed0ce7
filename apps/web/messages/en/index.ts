import academies from './academies.json' with { type: 'json' };
import account from './account.json' with { type: 'json' };
import accountLinks from './account-links.json' with { type: 'json' };
import accountsElsewhere from './accounts-elsewhere.json' with { type: 'json' };
import captions from './captions.json' with { type: 'json' };
import catalogue from './catalogue.json' with { type: 'json' };
import checkout from './checkout.json' with { type: 'json' };
import course from './course.json' with { type: 'json' };
import courseCard from './course-card.json' with { type: 'json' };
import errors from './errors.json' with { type: 'json' };
import instructor from './instructor.json' with { type: 'json' };
import instructorReview from './instructor-review.json' with { type: 'json' };
import home from './home.json' with { type: 'json' };
import invitation from './invitation.json' with { type: 'json' };
import manage from './manage.json' with { type: 'json' };
import manageSystem from './manage-system.json' with { type: 'json' };
import manageTenants from './manage-tenants.json' with { type: 'json' };
import myLearning from './my-learning.json' with { type: 'json' };
import player from './player.json' with { type: 'json' };
import privacy from './privacy.json' with { type: 'json' };
import reviewQueue from './review-queue.json' with { type: 'json' };
import securityLog from './security-log.json' with { type: 'json' };
import shell from './shell.json' with { type: 'json' };
import signIn from './sign-in.json' with { type: 'json' };
import studio from './studio.json' with { type: 'json' };
import support from './support.json' with { type: 'json' };
import transcript from './transcript.json' with { type: 'json' };
import waysToSignIn from './ways-to-sign-in.json' with { type: 'json' };

export default {
  academies,
  account,
  accountLinks,
  accountsElsewhere,
  captions,
  catalogue,
  checkout,
  course,
  courseCard,
  errors,
  home,
  invitation,
  manage,
  manageSystem,
  manageTenants,
  instructor,
  instructorReview,
  myLearning,
  player,
  privacy,
  reviewQueue,
  securityLog,
  shell,
  signIn,
  studio,
  support,
  transcript,
  waysToSignIn,
};
