print('afloat')
