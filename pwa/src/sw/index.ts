// The service worker, in the order of its life. Each part stands in its own file.
import './install';
import './activate';
import './fetch';
import './push';
import './click';
import './sync';
