-- Where somebody has signed in, so that signing out can end the session there as well.
alter table session add column provider text; -- null where it was here, with a password
