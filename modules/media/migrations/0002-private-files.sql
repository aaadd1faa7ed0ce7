-- Papers of applicants and profile pictures: what persons upload about themselves.

alter table media.uploads
  add column document_kind text check (
    document_kind in ('identity-front', 'identity-back', 'selfie', 'address', 'tax', 'other')),
  drop constraint uploads_purpose_check,
  add constraint uploads_purpose_check check (
    purpose in ('lecture-video', 'resource', 'thumbnail', 'kyc-document', 'assignment', 'avatar'));

alter table media.assets
  add column document_kind text check (
    document_kind in ('identity-front', 'identity-back', 'selfie', 'address', 'tax', 'other')),
  drop constraint assets_purpose_check,
  add constraint assets_purpose_check check (
    purpose in ('lecture-video', 'resource', 'thumbnail', 'kyc-document', 'assignment', 'avatar'));
