-- The small pictures that a viewer sees while winding: how many, how large, how far apart. Null until
-- they are made; they belong to all editions of a video, as its poster does.

alter table media.assets add column storyboard jsonb;
